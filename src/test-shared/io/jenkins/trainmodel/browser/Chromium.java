package io.jenkins.trainmodel.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A Chromium without a window, driven through the Chrome DevTools Protocol, which needs neither a driver program nor a
 * library: any Chromium, Chrome or Edge that is installed will do.
 */
public final class Chromium implements AutoCloseable {
    /** Path of the browser's program, where it is not found by itself. */
    public static final String PROPERTY = "browser";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PATIENCE_SECONDS = 30;
    private static final List<String> NAMES = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome",
            "microsoft-edge",
            "chrome.exe",
            "msedge.exe");
    private static final List<String> PLACES = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private CompletableFuture<WebSocket> sending;

    private Chromium(Process process, Path profile, URI address) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Receiver())
                .join();
        this.sending = CompletableFuture.completedFuture(socket);
    }

    /** The program of a browser on this machine. */
    public static Optional<Path> find() {
        Stream<Path> given = Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).stream();
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        Stream<Path> known = PLACES.stream().map(Path::of);
        return Stream.of(given, onPath, known)
                .flatMap(candidates -> candidates)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts the browser of this machine. Where there is none, the tests that want it are skipped, and say so.
     *
     * @param tests what is skipped, such as {@code the report's browser tests}
     */
    public static Chromium startOrSkip(String tests) throws IOException {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            System.err.println("SKIPPED: " + tests + ", because there is no Chromium, Chrome or Edge here. "
                    + "Install one (Debian: apt-get install chromium) or name one with -D" + PROPERTY + "=PATH.");
        }
        assumeTrue(program.isPresent(), "no browser on this machine");
        return start(program.get());
    }

    public static Chromium start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("chromium");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-first-run",
                "--no-default-browser-check",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--disable-sync",
                "--force-color-profile=srgb"));
        // Only pages of the tests are opened, and containers often lack what the sandbox needs.
        command.add("--no-sandbox");
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Chromium(process, profile, addressOf(process));
    }

    private static URI addressOf(Process process) throws IOException {
        BufferedReader errors = process.errorReader();
        List<String> said = new ArrayList<>();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            int address = line.indexOf("ws://");
            if (address >= 0) {
                Thread drain = new Thread(() -> drain(errors), "chromium-errors");
                drain.setDaemon(true);
                drain.start();
                return URI.create(line.substring(address).trim());
            }
            said.add(line);
        }
        throw new IOException("the browser ended at once: " + String.join("\n", said));
    }

    private static void drain(BufferedReader errors) {
        try {
            errors.lines().forEach(unused -> {});
        } catch (UncheckedIOException e) {
            // The browser was ended.
        }
    }

    /** Opens an empty page. */
    public BrowserPage open() {
        String target = send("", "Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asText();
        targets.add(target);
        String session = send("", "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asText();
        return new BrowserPage(this, session);
    }

    /** Closes the pages that were opened. */
    public void closePages() {
        targets.forEach(target -> send("", "Target.closeTarget", Map.of("targetId", target)));
        targets.clear();
    }

    /** Sends a command of the protocol and waits for its result. */
    public JsonNode send(String session, String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        var message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        synchronized (this) {
            sending = sending.thenCompose(open -> open.sendText(message.toString(), true));
        }
        JsonNode reply = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (reply.has("error")) {
            throw new IllegalStateException(method + ": " + reply.get("error"));
        }
        return reply.path("result");
    }

    void listen(Consumer<JsonNode> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket source, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                receive(text.toString());
                text.setLength(0);
            }
            source.request(1);
            return null;
        }

        private void receive(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.has("id")) {
                    answers.remove(node.get("id").asInt()).complete(node);
                } else {
                    listeners.forEach(listener -> listener.accept(node));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
