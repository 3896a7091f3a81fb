package org.visionheatmaps.it;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A real S3 server (S3Proxy, which keeps objects in memory) in a process of its own, with one bucket. */
final class S3Server implements AutoCloseable {
    static final String BUCKET = "lake";
    private static final int SECONDS_TO_START = 60;

    private final Process process;
    private final int port;

    S3Server(Path folder) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        Path properties = folder.resolve("s3proxy.properties");
        Files.write(
                properties,
                List.of(
                        "s3proxy.authorization=none",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "jclouds.provider=transient",
                        "jclouds.identity=none",
                        "jclouds.credential=none"));
        Path log = folder.resolve("s3proxy.log");
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-jar",
                        System.getProperty("visionheatmaps.s3proxy"),
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(log);
        HttpRequest bucket = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + BUCKET))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(bucket, HttpResponse.BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("The S3 server makes no bucket, but answers " + status);
        }
    }

    private void awaitPort(Path log) throws IOException, InterruptedException {
        for (int tries = 0; tries < SECONDS_TO_START * 5; tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    throw new IOException("The S3 server ended: " + Files.readString(log));
                }
                Thread.sleep(200);
            }
        }
        throw new IOException("The S3 server does not listen: " + Files.readString(log));
    }

    /** What a user sets to reach it. */
    void configure(Configuration configuration) {
        configuration.set("fs.s3a.endpoint", "http://127.0.0.1:" + port);
        configuration.set("fs.s3a.endpoint.region", "us-east-1");
        configuration.set("fs.s3a.access.key", "any");
        configuration.set("fs.s3a.secret.key", "any");
        configuration.set("fs.s3a.path.style.access", "true");
        configuration.set("fs.s3a.connection.ssl.enabled", "false");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
