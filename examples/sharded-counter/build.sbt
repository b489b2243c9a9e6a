// The same project as pom.xml, for sbt.

val pekkoVersion = "1.7.0"
val pekkoSimVersion = "0.1.0-SNAPSHOT"

lazy val counter = (project in file("."))
  .settings(
    name := "sharded-counter",
    scalaVersion := "2.13.18",
    resolvers += Resolver.mavenLocal, // where the quickstart installs pekko-sim
    libraryDependencies ++= Seq(
      "org.apache.pekko" %% "pekko-cluster-sharding-typed" % pekkoVersion,
      "org.apache.pekko" %% "pekko-persistence-typed" % pekkoVersion,
      "org.apache.pekko" %% "pekko-serialization-jackson" % pekkoVersion,
      "org.apache.pekko" %% "pekko-slf4j" % pekkoVersion,
      "ch.qos.logback" % "logback-classic" % "1.5.38",
      "org.apache.pekko" %% "pekko-actor-testkit-typed" % pekkoVersion % Test,
      "dev.pekkosim" % "pekko-sim-junit" % pekkoSimVersion % Test,
      "org.junit.jupiter" % "junit-jupiter" % "5.14.4" % Test,
      "org.junit.platform" % "junit-platform-launcher" % "1.14.4" % Test,
      "com.github.sbt.junit" % "jupiter-interface" % JupiterKeys.jupiterVersion.value % Test,
      "org.assertj" % "assertj-core" % "3.27.7" % Test
    ),
    // Tests are not to run in the JVM of sbt itself.
    Test / fork := true,
    // -Dpekko.sim.… of sbt is for the tests.
    Test / javaOptions ++= sys.props.toSeq.collect {
      case (key, value) if key.startsWith("pekko.sim.") => s"-D$key=$value"
    },
    Test / javaOptions ++= (Test / dependencyClasspath).value
      .map(_.data)
      .filter(_.getName.startsWith("pekko-sim-agent-"))
      .map(jar => s"-javaagent:$jar")
  )
