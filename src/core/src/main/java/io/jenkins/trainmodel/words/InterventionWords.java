package io.jenkins.trainmodel.words;

import io.jenkins.trainmodel.event.Intervention;
import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.message.Audience;
import io.jenkins.trainmodel.message.Recorded;
import java.util.Optional;

/** What people are told of people who step in, with who did and why. */
final class InterventionWords {
    private final Audience audience;

    InterventionWords(Audience audience) {
        this.audience = audience;
    }

    private String say(String key, Object... values) {
        return Speech.say(audience, key, values);
    }

    Optional<String> line(TrainingEvent event) {
        if (event instanceof Intervention.CommandApplied command) {
            String said = say("event.command", Vocabulary.command(command.command(), audience));
            String asked = who(said, command.by(), command.why());
            String key = command.accepted() ? "event.obeyed" : "event.refused";
            return Optional.of(say(key, asked, Recorded.in(audience, command.message())));
        }
        if (event instanceof Intervention.HyperparameterChanged change) {
            String changed = say("event.changed", change.key(), change.from(), change.to());
            return Optional.of(who(changed, change.by(), change.why()));
        }
        if (event instanceof Intervention.Held held) {
            String after = say("event.held", Quantity.of(held.epoch(), "epoch", audience));
            return Optional.of(say("event.standsStill", who(after, held.by(), held.why())));
        }
        if (event instanceof Intervention.WentOn wentOn) {
            return Optional.of(who(say("event.wentOn"), wentOn.by(), wentOn.why()));
        }
        return event instanceof Provenance.Restarted from ? Optional.of(beginning(from)) : Optional.empty();
    }

    private String beginning(Provenance.Restarted from) {
        return say(
                "event.restarted",
                from.checkpoint(),
                from.runId(),
                Quantity.of(from.epoch(), "epoch", audience),
                Quantity.of(from.step(), "step", audience),
                Quantity.duration(from.elapsedSeconds(), audience));
    }

    private String who(String what, String by, String why) {
        String done = by.isEmpty() ? what : say("event.by", what, by);
        return why.isEmpty() ? done : say("event.why", done, why);
    }
}
