package io.jenkins.plugins.trainmodel.run;

import hudson.console.HyperlinkNote;
import io.jenkins.plugins.trainmodel.reader.Reader;
import io.jenkins.trainmodel.words.PlainText;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;

/** What the build's console says of one run. Every line begins with the run's name, since runs may go on side by side. */
final class RunConsole {
    private final RunState state;
    private final Surroundings surroundings;
    private final Set<String> once = new HashSet<>();

    RunConsole(RunState state, Surroundings surroundings) {
        this.state = state;
        this.surroundings = surroundings;
    }

    /** Says a line, in the language of the controller; what it quotes may come from an agent. */
    void tell(String words) {
        surroundings.listener().getLogger().println(prefix() + Reader.recorded(PlainText.line(words)));
    }

    /**
     * Says a line that a program printed, not cut below so many characters and with its tabs: the console masks a secret only where
     * it finds the whole of it as it is, and a half that is left of one would be read by everybody. Colours would be noise, since
     * Jenkins itself shows none.
     */
    void tellPrinted(String line, int longest) {
        surroundings
                .listener()
                .getLogger()
                .println(prefix() + "| " + PlainText.lines(PlainText.withoutEscapes(line), longest));
    }

    /** Says a line that leads to a page of this Jenkins. */
    void tellLink(String words, String path) {
        String url = Optional.ofNullable(Jenkins.get().getRootUrl())
                .map(root -> root + path)
                .orElse("/" + path);
        surroundings
                .listener()
                .getLogger()
                .println(prefix() + Reader.recorded(PlainText.line(words)) + HyperlinkNote.encodeTo(url, url));
    }

    private String prefix() {
        return state.name.isEmpty() ? "" : "[" + PlainText.line(state.name) + "] ";
    }

    /** Says a line the first time only. */
    synchronized void tellOnce(String words) {
        if (once.add(words)) {
            tell(words);
        }
    }
}
