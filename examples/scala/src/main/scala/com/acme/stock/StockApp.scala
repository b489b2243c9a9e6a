package com.acme.stock

import org.apache.pekko.actor.typed.scaladsl.Behaviors
import org.apache.pekko.actor.typed.{ActorSystem, Behavior}
import org.apache.pekko.cluster.sharding.typed.scaladsl.{ClusterSharding, Entity, EntityRef}
import org.apache.pekko.util.Timeout
import scala.concurrent.Future
import scala.concurrent.duration.*

/** A stock of sharded items. */
object StockApp:

  private given Timeout = 3.seconds

  /** Starts the items of a node. */
  def apply(): Behavior[Nothing] = Behaviors.setup[Nothing] { context =>
    ClusterSharding(context.system).init(Entity(Stock.Key)(entity => Stock(entity.entityId)))
    Behaviors.empty
  }

  /** Completes with how many there are once one more is. */
  def put(system: ActorSystem[?], item: String): Future[Stock.Level] =
    stock(system, item).ask(Stock.Put(1, _))

  /** Completes with how many there are. */
  def level(system: ActorSystem[?], item: String): Future[Stock.Level] =
    stock(system, item).ask(Stock.Look(_))

  private def stock(system: ActorSystem[?], item: String): EntityRef[Stock.Command] =
    ClusterSharding(system).entityRefFor(Stock.Key, item)
