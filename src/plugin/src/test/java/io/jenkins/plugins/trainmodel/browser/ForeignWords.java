package io.jenkins.plugins.trainmodel.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.browser.BrowserPage;
import java.util.ArrayList;
import java.util.List;

/** What somebody who reads Chinese meets on a page that is not. */
final class ForeignWords {
    /**
     * What a part of a page says without a Chinese character, by its text and by what is read out or shown on top: several
     * words, or one that begins as a title does. What people have named, and code, is the same in every language, and
     * what Jenkins' own parts of a form say comes from a plugin that is not here.
     */
    private static final String ENGLISH = """
            [...document.querySelectorAll('%s')].flatMap(root => [root, ...root.querySelectorAll('*')])
              .filter(one => one.checkVisibility() && !one.closest('bdi, code, pre, svg, script, style, option, .plot'))
              .flatMap(one => [
                ...[...one.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent),
                ...['title', 'aria-label', 'placeholder', 'alt', 'tooltip'].map(name => one.getAttribute(name) ?? ''),
              ])
              .map(text => text.trim())
              .filter(text => !/\\p{Script=Han}/u.test(text))
              .filter(text => /[a-z]{2,} [a-z]{2,}|^[A-Z][a-z]{2,}$/.test(text))
              .filter(text => !/^(Delete|Advanced|Help|Help for feature: .*)$/.test(text))
            """;

    private ForeignWords() {}

    /** What the part says; the rest of its text is Chinese, or the same in every language. */
    static List<String> english(BrowserPage page, String part) {
        assertThat(page.ask("document.querySelectorAll('" + part + "').length").asInt())
                .as(part)
                .isPositive();
        List<String> english = new ArrayList<>();
        page.ask(ENGLISH.formatted(part)).forEach(text -> english.add(text.asText()));
        return english;
    }

    /** Those of a page's elements that have no Chinese character at all. */
    static List<String> wholly(BrowserPage page, String elements) {
        assertThat(page.ask("document.querySelectorAll('" + elements + "').length")
                        .asInt())
                .as(elements)
                .isPositive();
        List<String> foreign = new ArrayList<>();
        page.ask("[...document.querySelectorAll('" + elements + "')].map(one => one.textContent.trim())"
                        + ".filter(text => !/\\p{Script=Han}/u.test(text))")
                .forEach(text -> foreign.add(text.asText()));
        return foreign;
    }
}
