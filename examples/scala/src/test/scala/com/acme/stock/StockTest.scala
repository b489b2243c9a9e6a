package com.acme.stock

import dev.pekkosim.testkit.{CampaignOptions, SimCluster, SimClusterTestKit}
import java.time.Duration
import scala.jdk.FutureConverters.*

/** What was put into stock stays there, whatever happens to the nodes. */
class StockTest extends munit.FunSuite:

  test("acknowledged items are never lost") {
    val campaign = SimClusterTestKit.campaign("stock").nodes(3).body(body(_)).build()
    val report = campaign.run(CampaignOptions.of().seeds(20))
    assert(campaign.isPassed(report), campaign.text(report))
  }

  private def body(cluster: SimCluster): Unit =
    cluster.startAll(() => StockApp())
    cluster.chaos()
    val put = cluster.attempt(
      30,
      Duration.ofSeconds(1),
      () => StockApp.put(cluster.client(), "bolts").asJava
    )
    cluster.heal()
    val level = cluster.ask(StockApp.level(cluster.client(), "bolts").asJava).count
    assert(put.ok <= level && level <= put.ok + put.unknown, s"$level in stock, $put")
