package io.jenkins.plugins.trainmodel.browser;

import static io.jenkins.trainmodel.browser.BrowserPage.quoted;

import io.jenkins.trainmodel.browser.BrowserPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The form of the step within a page of Jenkins. A field that stands there several times is the newest one. */
record TrainingForm(BrowserPage page) {
    private static final String MENU =
            "[...document.querySelectorAll('.jenkins-dropdown__item')]" + ".filter(one => one.checkVisibility())";

    /** What a field with suggestions offers. */
    static final String SUGGESTIONS = MENU + ".map(one => one.innerText.trim())";

    private static final String MARK = "data-of-the-test";

    /** Clicks the first element of which the expression is a list. */
    private void click(String elements) {
        page.await(elements + ".length > 0");
        page.ask("document.querySelector('[" + MARK + "]')?.removeAttribute('" + MARK + "'); " + elements
                + "[0].setAttribute('" + MARK + "', '')");
        page.settle();
        page.click("[" + MARK + "]");
    }

    private static String withText(String elements, String text) {
        return elements + ".filter(one => one.innerText.trim() === " + quoted(text) + ")";
    }

    /** Clicks an entry of the menu that is open. */
    void choose(String entry) {
        click(withText(MENU, entry));
    }

    private void openMenu(String list) {
        click("[...document.querySelectorAll('button.hetero-list-add[suffix=" + list + "]')]"
                + ".filter(one => one.checkVisibility()).slice(-1)");
        page.await(MENU + ".length > 0");
    }

    /** The kinds of parts that can be added to a list of them. */
    List<String> offered(String list) {
        openMenu(list);
        List<String> offered = new ArrayList<>();
        page.ask(SUGGESTIONS).forEach(entry -> offered.add(entry.asText()));
        openMenu(list);
        page.await(MENU + ".length === 0");
        return offered;
    }

    /** Adds a part to a list of them, as the button and its menu do. */
    void add(String list, String kind) {
        String parts = "document.querySelectorAll('.repeated-chunk').length";
        int before = page.ask(parts).asInt();
        openMenu(list);
        choose(kind);
        page.await(parts + " > " + before);
        page.settle();
    }

    /** Removes a part from a list of them. */
    void remove(String kind) {
        String parts = "[...document.querySelectorAll('.repeated-chunk')].filter(one => "
                + "one.querySelector('.repeated-chunk__header')?.innerText.includes(" + quoted(kind) + "))";
        click(parts + ".map(one => one.querySelector('.repeatable-delete'))");
        page.await(parts + ".length === 0");
    }

    /** Opens what is shown on demand. */
    void expand() {
        page.ask("document.querySelectorAll('.advanced-button').forEach(one => one.click())");
        page.settle();
    }

    void press(String button) {
        click("[...document.querySelectorAll('button[name=" + button + "]')]");
    }

    /** Chooses a step in the generator of Pipeline syntax. */
    void select(String step) {
        page.ask("(() => { const choice = document.querySelector('select.dropdownList'); "
                + "choice.value = [...choice.options].find(one => one.text === " + quoted(step) + ").value; "
                + "choice.dispatchEvent(new Event('change', {bubbles: true})); })()");
        page.await(input("spec") + "?.checkVisibility()");
        page.settle();
    }

    private static String input(String field) {
        return "[...document.querySelectorAll('[name=\"_." + field + "\"]')].at(-1)";
    }

    String value(String field) {
        return page.ask(input(field) + ".value").asText();
    }

    /** Types a text in place of what the field holds, and leaves the field. */
    void write(String field, String text) {
        page.await("!!" + input(field));
        page.ask(input(field) + ".scrollIntoView({block: 'center'}); " + input(field) + ".focus(); " + input(field)
                + ".select()");
        page.send("Input.insertText", Map.of("text", text));
        page.ask(input(field) + ".blur()");
    }

    private static String saying(String field) {
        return "(" + input(field)
                + ".closest('.jenkins-form-item').querySelector('.validation-error-area')?.innerText ?? '').trim()";
    }

    /** What stands below a field. */
    String said(String field) {
        return page.ask(saying(field)).asText();
    }

    void awaitSaid(String field, String words) {
        page.await(saying(field) + " === " + quoted(words));
    }

    void awaitError(String field, String words) {
        page.await(input(field) + ".closest('.jenkins-form-item').querySelector('.validation-error-area .error')"
                + "?.innerText.includes(" + quoted(words) + ")");
    }

    /** What stands in red. */
    List<String> errors() {
        page.settle();
        List<String> errors = new ArrayList<>();
        page.ask("[...document.querySelectorAll('.validation-error-area .error')].filter(one => one.checkVisibility())"
                        + ".map(one => one.innerText)")
                .forEach(one -> errors.add(one.asText()));
        return errors;
    }
}
