package io.jenkins.trainmodel.report.html;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Messages;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/**
 * Says a message in a template: its key stands within a section {@code say}, and behind it, each behind a bar, its values.
 * The values have been escaped by the template, and messages hold no HTML.
 */
record SayingLambda(Audience audience) implements Mustache.Lambda {
    private static final Messages MESSAGES = Messages.of(SayingLambda.class);

    @Override
    public void execute(Template.Fragment fragment, Writer out) throws IOException {
        String[] parts = fragment.execute().split("\\|", -1);
        Object[] values = Arrays.copyOfRange(parts, 1, parts.length);
        out.write(MESSAGES.say(audience, parts[0], values));
    }
}
