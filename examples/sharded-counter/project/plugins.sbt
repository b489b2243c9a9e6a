addSbtPlugin("com.github.sbt.junit" % "sbt-jupiter-interface" % "0.15.0")
