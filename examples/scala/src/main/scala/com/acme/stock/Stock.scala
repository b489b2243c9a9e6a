package com.acme.stock

import org.apache.pekko.actor.typed.{ActorRef, Behavior}
import org.apache.pekko.cluster.sharding.typed.scaladsl.EntityTypeKey
import org.apache.pekko.persistence.typed.PersistenceId
import org.apache.pekko.persistence.typed.scaladsl.{Effect, EventSourcedBehavior}

/** How many of an item there are. */
object Stock:

  val Key: EntityTypeKey[Command] = EntityTypeKey[Command]("Stock")

  sealed trait Command extends StockSerializable
  final case class Put(count: Int, replyTo: ActorRef[Level]) extends Command
  final case class Look(replyTo: ActorRef[Level]) extends Command

  final case class Level(count: Int) extends StockSerializable
  final case class Changed(by: Int) extends StockSerializable

  def apply(id: String): Behavior[Command] =
    EventSourcedBehavior[Command, Changed, Int](
      PersistenceId(Key.name, id),
      emptyState = 0,
      commandHandler = (_, command) =>
        command match
          case Put(count, replyTo) => Effect.persist(Changed(count)).thenReply(replyTo)(Level(_))
          case Look(replyTo) => Effect.none.thenReply(replyTo)(Level(_)),
      eventHandler = (level, changed) => level + changed.by
    )
