package io.jenkins.plugins.trainmodel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import hudson.FilePath;
import io.jenkins.trainmodel.run.Manifest;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.util.VirtualFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model package on its way from the artifacts of a build to an agent. */
class PackageDeliveryTest {
    @TempDir
    Path directory;

    private Path model;
    private FilePath target;
    private final List<Long> moved = new ArrayList<>();

    @BeforeEach
    void write() throws Exception {
        model = Files.createDirectories(directory.resolve("artifacts/model"));
        Files.createDirectories(model.resolve("more"));
        Files.write(model.resolve("model.pt"), new byte[100_000]);
        Files.writeString(model.resolve("more/labels with blanks.txt"), "0 1 2");
        Manifest.write(model);
        target = new FilePath(directory.resolve("agent/reference/model").toFile());
    }

    private Optional<String> bring(VirtualFile from) throws Exception {
        return new PackageDelivery(from, target).bring((done, inAll) -> moved.add(done));
    }

    private Optional<String> bring() throws Exception {
        return bring(VirtualFile.forFile(model.toFile()));
    }

    @Test
    void shouldBringAPackageAndSayHowFarItIs() throws Exception {
        assertThat(bring()).isEmpty();

        assertThat(Manifest.verify(Path.of(target.getRemote()))).isEmpty();
        assertThat(moved).startsWith(0L).endsWith(100_005L).isSorted();
    }

    @Test
    void shouldSayWhatIsWrongWithAPackage() throws Exception {
        assertThat(bring(VirtualFile.forFile(directory.resolve("none").toFile())))
                .contains("there is no model package among the artifacts");
        byte[] changed = new byte[100_000];
        changed[500] = 1;
        Files.write(model.resolve("model.pt"), changed);
        assertThat(bring()).hasValueSatisfying(why -> assertThat(why).contains("model.pt was changed or damaged"));
        Files.write(model.resolve("model.pt"), new byte[99]);
        assertThat(bring()).contains("model.pt is missing or has another size than the manifest says");
        Files.writeString(model.resolve(Manifest.FILE_NAME), "{\"v\":1,\"files\":7}");
        assertThat(bring()).contains("its manifest.json cannot be read");
    }

    @Test
    void shouldWriteNothingWhereAManifestLeadsOut() throws Exception {
        Files.writeString(
                model.resolve(Manifest.FILE_NAME),
                "{\"v\":1,\"files\":[{\"path\":\"../../escaped\",\"bytes\":1,\"sha256\":\"\"}]}");
        Files.writeString(directory.resolve("escaped"), "x");

        assertThat(bring()).contains("its manifest names a path that leads out of it");
        assertThat(directory.resolve("agent")).doesNotExist();
    }

    @Test
    void shouldHaveTheAgentFetchWhatTheStoreGivesAnAddressOf() throws Exception {
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> asked = new ArrayList<>();
        store.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            byte[] content = Files.readAllBytes(Path.of(exchange.getRequestURI().getPath()));
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
        });
        store.start();
        try {
            int port = store.getAddress().getPort();
            assertThat(bring(new Addressed(model.toFile(), port))).isEmpty();
            assertThat(Manifest.verify(Path.of(target.getRemote()))).isEmpty();
            assertThat(asked).hasSize(2).noneMatch(path -> path.endsWith(Manifest.FILE_NAME));
        } finally {
            store.stop(0);
        }
    }

    /** A file in a store that serves it by HTTP; only the manifest may be opened on the controller. */
    private static final class Addressed extends StoredFile {
        private final int port;

        Addressed(File file, int port) {
            super(file);
            this.port = port;
        }

        @Override
        protected VirtualFile stored(File other) {
            return new Addressed(other, port);
        }

        @Override
        public URL toExternalURL() throws IOException {
            String path = file.toPath().toUri().getRawPath();
            return URI.create("http://127.0.0.1:" + port + path).toURL();
        }

        @Override
        public InputStream open() throws IOException {
            if (!getName().equals(Manifest.FILE_NAME)) {
                throw new FileNotFoundException("The controller need not read " + file);
            }
            return Files.newInputStream(file.toPath());
        }
    }
}
