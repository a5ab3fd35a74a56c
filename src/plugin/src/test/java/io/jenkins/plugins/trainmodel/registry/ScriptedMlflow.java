package io.jenkins.plugins.trainmodel.registry;

import io.jenkins.plugins.trainmodel.delivery.LoopbackServer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers of a server on loopback, as its connections come. */
final class ScriptedMlflow {
    private ScriptedMlflow() {}

    /** Reads the request and answers with this status and text. */
    static LoopbackServer.Behaviour answer(int status, String json) {
        return (server, connection) -> {
            server.note(connection);
            write(connection, status, json);
        };
    }

    private static void write(Socket connection, int status, String json) throws Exception {
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        LoopbackServer.write(
                connection,
                "HTTP/1.1 %d Said\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                        .formatted(status, bytes, json));
        connection.close();
    }
}
