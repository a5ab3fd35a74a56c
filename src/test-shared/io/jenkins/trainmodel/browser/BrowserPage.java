package io.jenkins.trainmodel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One page in the browser, as a person meets it: sight, mouse, keys; and what the browser complains about. */
public final class BrowserPage {
    private final Chromium chromium;
    private final String session;
    private final Pointer pointer = new Pointer(this);
    private final Keyboard keyboard = new Keyboard(this);
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    BrowserPage(Chromium chromium, String session) {
        this.chromium = chromium;
        this.session = session;
        chromium.listen(this::onEvent);
        List.of("Page", "Runtime", "Log", "Network").forEach(domain -> send(domain + ".enable", Map.of()));
    }

    private void onEvent(JsonNode event) {
        if (!session.equals(event.path("sessionId").asText())) {
            return;
        }
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" -> problems.add(parameters.toString());
            case "Runtime.consoleAPICalled" ->
                problems.add(parameters.path("args").toString());
            case "Log.entryAdded" ->
                problems.add(parameters.path("entry").path("text").asText());
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            default -> {}
        }
    }

    public JsonNode send(String method, Map<String, ?> parameters) {
        return chromium.send(session, method, parameters);
    }

    public BrowserPage size(int width, int height) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        return this;
    }

    /** Sets what the system says: light or dark. */
    public BrowserPage systemScheme(String scheme) {
        send(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    /** Reads a language, such as {@code zh-CN}, and has a clock of a zone, such as {@code Asia/Shanghai}. */
    public BrowserPage readsAs(String language, String zone) {
        send(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", ask("navigator.userAgent").asText(), "acceptLanguage", language));
        send("Emulation.setLocaleOverride", Map.of("locale", language));
        send("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
        return this;
    }

    public BrowserPage withoutScript() {
        send("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        return this;
    }

    /** Opens a file and waits until it is loaded. */
    public BrowserPage visit(Path file) {
        return visit(file.toUri());
    }

    /** Opens an address and waits until it is loaded. */
    public BrowserPage visit(URI address) {
        send("Page.navigate", Map.of("url", address.toString()));
        await("document.readyState === 'complete' && location.protocol === " + quoted(address.getScheme() + ":"));
        return this;
    }

    /** The value of an expression, or of what its promise holds. */
    public JsonNode ask(String expression) {
        JsonNode reply =
                send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (reply.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + reply.get("exceptionDetails"));
        }
        return reply.path("result").path("value");
    }

    /** Waits until the expression is true. */
    public void await(String expression) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!ask(expression).asBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("still not true: " + expression + "; the browser says " + problems);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Presses and releases a key, as {@code KeyboardEvent.key} names it. */
    public void press(String key) {
        keyboard.press(key);
    }

    /** Presses Tab until the element has the focus; an error where Tab does not lead there. */
    public void tabTo(String selector) {
        keyboard.tabTo(selector);
    }

    /** Writes by keys where the focus is, in place of all that stands there. */
    public void write(String text) {
        keyboard.write(text);
    }

    /** Clicks the middle of an element. */
    public void click(String selector) {
        pointer.click(selector);
    }

    /** Types into an element. */
    public void type(String selector, String text) {
        ask("document.querySelector(" + quoted(selector) + ").focus()");
        send("Input.insertText", Map.of("text", text));
    }

    /** Drags horizontally across an element, from one part of its width to another. */
    public void drag(String selector, double from, double to) {
        pointer.drag(selector, from, to);
    }

    public BrowserPage touchScreen() {
        send("Emulation.setTouchEmulationEnabled", Map.of("enabled", true, "maxTouchPoints", 2));
        return this;
    }

    /** Turns the wheel up over the middle of an element. */
    public void wheel(String selector, boolean control) {
        pointer.wheel(selector, control);
    }

    /** Moves two fingers apart over the middle of an element. */
    public void pinch(String selector) {
        pointer.pinch(selector);
    }

    /** Gives what nobody can wait for time to happen. */
    public void settle() {
        ask("new Promise(done => setTimeout(done, 300))");
    }

    /** Moves the mouse over a point of an element, given in parts of its size. */
    public void hover(String selector, double partX, double partY) {
        pointer.hover(selector, partX, partY);
    }

    /** The text as a literal of the page's language. */
    public static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    /** Takes a picture of what is in sight. */
    public void screenshot(Path file) throws IOException {
        String picture = send("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(picture));
    }

    /** Takes a picture of the whole page, also of what is out of sight. */
    public void screenshotOfAll(Path file) throws IOException {
        screenshotBeyondSight(file, Map.of());
    }

    /** Takes a picture of an element and a little around it, also where it is out of sight. */
    public void screenshotOf(String selector, Path file) throws IOException {
        JsonNode clip = ask("(box => ({x: box.left + scrollX - 16, y: box.top + scrollY - 16,"
                + " width: box.width + 32, height: box.height + 32, scale: 1}))"
                + "(document.querySelector(" + quoted(selector) + ").getBoundingClientRect())");
        screenshotBeyondSight(file, Map.of("clip", clip));
    }

    private void screenshotBeyondSight(Path file, Map<String, ?> clip) throws IOException {
        Map<String, Object> parameters = new HashMap<>(clip);
        parameters.put("format", "png");
        parameters.put("captureBeyondViewport", true);
        String picture =
                send("Page.captureScreenshot", parameters).path("data").asText();
        Files.write(file, Base64.getDecoder().decode(picture));
    }

    /** Errors, warnings and messages of the browser's console. */
    public List<String> problems() {
        return problems;
    }

    /** Addresses that were asked for. */
    public List<String> requests() {
        return requests;
    }
}
