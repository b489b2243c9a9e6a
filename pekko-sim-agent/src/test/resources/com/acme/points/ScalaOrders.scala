package com.acme.points

import dev.pekkosim.buggify.{Buggify, Property, Ratio}
import java.time.Duration

/** An application's code with points and properties, compiled by ScalaCallsTest. */
object ScalaOrders {

  private val Seldom = new Ratio(1, 100)

  def points(): String = {
    val most = Buggify.knob(100, 1, 200, "scala.most")
    val late = Buggify.delay(Duration.ofSeconds(5), "scala.late")
    val way = Buggify.choice(java.util.List.of("a", "b"), "scala.way")
    val fires = List(
      Buggify.buggify("scala.usual"),
      Buggify.buggify(Seldom, "scala.seldom"),
      Buggify.rarely("scala.rare"),
      Buggify.buggify())
    s"$most $late $way ${fires.mkString(" ")}"
  }

  def properties(orders: Int, load: Double): Unit = {
    Property.always(orders >= 0, "scala always", "orders", orders, "open", true)
    Property.sometimes(orders > 5, "scala sometimes", "double", Property.lazily(() => orders * 2))
    Property.alwaysLessThan(orders, 100, "scala less", "orders", orders)
    Property.sometimesGreaterThan(load, 0.5, "scala greater")
    Property.sometimesAll(java.util.Map.of("any", Boolean.box(orders > 0)), "scala all", "orders", orders)
    Property.sometimesEach(orders % 3, "scala each")
    Property.eventually(Duration.ofSeconds(1), () => orders > 0, "scala eventually")
    Property.event("scala event", "orders", orders)
  }
}
