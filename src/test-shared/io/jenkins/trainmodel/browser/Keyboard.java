package io.jenkins.trainmodel.browser;

import java.util.Map;

/** Keys on a page, as somebody presses them who has no mouse. */
final class Keyboard {
    /** More than any page of ours has places to come to. */
    private static final int MOST_TABS = 400;

    private static final int CONTROL = 2;

    private static final Map<String, Integer> CODES = Map.of(
            "Tab", 9, "Enter", 13, "Escape", 27, " ", 32, "ArrowLeft", 37, "ArrowRight", 39, "ArrowDown", 40);

    private final BrowserPage page;

    Keyboard(BrowserPage page) {
        this.page = page;
    }

    /** Presses and releases a key, as {@code KeyboardEvent.key} names it. */
    void press(String key) {
        int code = CODES.getOrDefault(key, (int) key.charAt(0));
        String text = key.length() == 1 ? key : key.equals("Enter") ? "\r" : "";
        page.send(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyDown", "key", key, "text", text, "windowsVirtualKeyCode", code));
        page.send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "windowsVirtualKeyCode", code));
    }

    /**
     * Presses Tab until the element has the focus.
     *
     * @throws IllegalStateException where Tab does not lead there
     */
    void tabTo(String selector) {
        String reached = "document.activeElement.matches(" + BrowserPage.quoted(selector) + ")";
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            press("Tab");
            if (page.ask(reached).asBoolean()) {
                return;
            }
        }
        throw new IllegalStateException("Tab does not lead to " + selector);
    }

    /** Writes where the focus is, in place of all that stands there. */
    void write(String text) {
        page.send(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        "keyDown",
                        "key",
                        "a",
                        "modifiers",
                        CONTROL,
                        "windowsVirtualKeyCode",
                        (int) 'A',
                        "commands",
                        new String[] {"selectAll"}));
        page.send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", "a", "windowsVirtualKeyCode", (int) 'A'));
        page.send("Input.insertText", Map.of("text", text));
    }
}
