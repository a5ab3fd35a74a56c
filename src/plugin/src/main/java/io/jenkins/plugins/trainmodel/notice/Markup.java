package io.jenkins.plugins.trainmodel.notice;

import hudson.Util;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How words are written so that their reader shows them as they are. */
enum Markup {
    TEXT {
        @Override
        String escape(String words) {
            return words;
        }

        @Override
        String lineBreak() {
            return "\n";
        }
    },
    HTML {
        @Override
        String escape(String words) {
            return Util.xmlEscape(words).replace("\"", "&quot;").replace("'", "&#39;");
        }

        @Override
        String lineBreak() {
            return "<br>\n";
        }
    },
    /** As checks show it. Also no name of a person is called by it. */
    MARKDOWN {
        @Override
        String escape(String words) {
            return Util.xmlEscape(words)
                    .replaceAll("([\\\\`*_{}\\[\\]()#+!|~])", "\\\\$1")
                    .replace("@", "&#64;");
        }

        @Override
        String lineBreak() {
            return "  \n";
        }
    };

    /** The words so that nothing in them is taken for markup. */
    abstract String escape(String words);

    abstract String lineBreak();

    /** Its name in a token. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Markup> of(String word) {
        return Stream.of(values()).filter(markup -> markup.word().equals(word)).findFirst();
    }
}
