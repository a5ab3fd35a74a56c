package io.jenkins.trainmodel.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Mouse and fingers on a page; elements are named by their CSS selector and scrolled into sight first. */
final class Pointer {
    private final BrowserPage page;

    Pointer(BrowserPage page) {
        this.page = page;
    }

    /** Clicks the middle of an element. */
    void click(String selector) {
        JsonNode box = boxOf(selector);
        double x = middle(box, "x", "width");
        double y = middle(box, "y", "height");
        mouse("mouseMoved", x, y, 0);
        mouse("mousePressed", x, y, 1);
        mouse("mouseReleased", x, y, 1);
    }

    /** Drags horizontally across an element, from one part of its width to another. */
    void drag(String selector, double from, double to) {
        JsonNode box = boxOf(selector);
        double y = box.path("y").asDouble() + box.path("height").asDouble() / 2;
        double start = box.path("x").asDouble() + box.path("width").asDouble() * from;
        double end = box.path("x").asDouble() + box.path("width").asDouble() * to;
        mouse("mouseMoved", start, y, 0);
        mouse("mousePressed", start, y, 1);
        for (int i = 1; i <= 8; i++) {
            mouse("mouseMoved", start + (end - start) * i / 8, y, 1);
        }
        mouse("mouseReleased", end, y, 1);
    }

    /** Moves the mouse over a point of an element, given in parts of its size. */
    void hover(String selector, double partX, double partY) {
        JsonNode box = boxOf(selector);
        mouse(
                "mouseMoved",
                box.path("x").asDouble() + box.path("width").asDouble() * partX,
                box.path("y").asDouble() + box.path("height").asDouble() * partY,
                0);
    }

    /** Turns the wheel up over the middle of an element. */
    void wheel(String selector, boolean control) {
        JsonNode box = boxOf(selector);
        page.send(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        "mouseWheel",
                        "x",
                        middle(box, "x", "width"),
                        "y",
                        middle(box, "y", "height"),
                        "deltaX",
                        0,
                        "deltaY",
                        -240,
                        "modifiers",
                        control ? 2 : 0));
    }

    /** Moves two fingers apart over the middle of an element. */
    void pinch(String selector) {
        JsonNode box = boxOf(selector);
        double x = middle(box, "x", "width");
        double y = middle(box, "y", "height");
        fingers("touchStart", x, y, 20);
        for (int apart = 30; apart <= 100; apart += 10) {
            fingers("touchMove", x, y, apart);
        }
        page.send("Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
    }

    private void fingers(String type, double x, double y, int apart) {
        page.send(
                "Input.dispatchTouchEvent",
                Map.of(
                        "type",
                        type,
                        "touchPoints",
                        List.of(Map.of("x", x - apart, "y", y, "id", 0), Map.of("x", x + apart, "y", y, "id", 1))));
    }

    private void mouse(String type, double x, double y, int buttons) {
        page.send(
                "Input.dispatchMouseEvent",
                Map.of(
                        "type",
                        type,
                        "x",
                        x,
                        "y",
                        y,
                        "button",
                        buttons == 0 ? "none" : "left",
                        "buttons",
                        buttons,
                        "clickCount",
                        1));
    }

    /**
     * Where an element is at rest. What moves it, such as the opening of its dialog, is brought to its end; then it is looked
     * at from frame to frame until it stays where it is and nothing covers its middle, or for 40 frames.
     */
    private JsonNode boxOf(String selector) {
        return page.ask("(async () => { const e = document.querySelector(" + BrowserPage.quoted(selector)
                + "); e.scrollIntoView({block: 'center', behavior: 'instant'}); "
                + "document.getAnimations().filter(moves => moves.effect?.target?.contains(e) "
                + "&& isFinite(moves.effect.getComputedTiming().endTime)).forEach(moves => moves.finish()); "
                + "let box, before; for (let still = 0, looks = 0; still < 2 && looks < 40; looks++) { "
                + "await new Promise(done => { requestAnimationFrame(done); setTimeout(done, 100); }); "
                + "const {x, y, width, height} = e.getBoundingClientRect(); box = {x, y, width, height}; "
                + "const now = JSON.stringify(box), met = document.elementFromPoint(x + width / 2, y + height / 2); "
                + "still = now === before && e.contains(met) ? still + 1 : 0; before = now; } "
                + "return box; })()");
    }

    private static double middle(JsonNode box, String start, String size) {
        return box.path(start).asDouble() + box.path(size).asDouble() / 2;
    }
}
