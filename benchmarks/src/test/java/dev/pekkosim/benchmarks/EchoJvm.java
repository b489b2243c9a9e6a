package dev.pekkosim.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Main class of a JVM that answers what it is asked, until that is the end. */
final class EchoJvm {

    private EchoJvm() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("hello");
        Answers.print(arguments[0]);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Answers.printProgress("half way");
        Answers.print(in.readLine());
        in.readLine();
        System.out.println("goodbye");
    }
}
