package io.jenkins.plugins.trainmodel.steer;

import hudson.model.Item;
import hudson.security.Permission;
import io.jenkins.plugins.trainmodel.page.LiveStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jvnet.localizer.Localizable;

/** What a run that goes on can be asked for: who may, and when it makes sense. */
enum SteeringKind {
    /** Ends it after the current step. */
    STOP("stop", Item.CANCEL, LiveStatus::isEndable, Messages._Steering_stopping()),
    /** Saves a checkpoint after the current step. */
    CHECKPOINT("checkpoint", Item.CANCEL, LiveStatus::isChangeable, Messages._Steering_checkpoint()),
    /** Waits behind the running epoch. */
    HOLD("hold", Item.CANCEL, LiveStatus::isChangeable, Messages._Steering_hold()),
    /** Waits no more. */
    GO_ON("go-on", Item.CANCEL, LiveStatus::isChangeable, Messages._Steering_goOn()),
    /** Raises the limits on epochs and training time. */
    EXTEND("extend", Item.CONFIGURE, LiveStatus::isChangeable, Messages._Steering_extend()),
    /** Changes values of the specification. */
    CHANGE("change", Item.CONFIGURE, LiveStatus::isChangeable, Messages._Steering_change()),
    /** Ends its process, whatever is lost. */
    KILL("kill", Item.CANCEL, LiveStatus::isKillable, Messages._Steering_kill());

    private final String word;
    private final Permission permission;
    private final Predicate<LiveStatus> sense;
    private final Localizable answer;

    SteeringKind(String word, Permission permission, Predicate<LiveStatus> sense, Localizable answer) {
        this.word = word;
        this.permission = permission;
        this.sense = sense;
        this.answer = answer;
    }

    /** As addresses and the command line name it. */
    String word() {
        return word;
    }

    Permission permission() {
        return permission;
    }

    boolean makesSense(LiveStatus status) {
        return sense.test(status);
    }

    /** Whether another program that trains can be asked for it; what it does not offer, nobody here can do for it. */
    boolean isForPrograms() {
        return this == STOP || this == CHECKPOINT || this == KILL;
    }

    /** What follows, for who has asked. */
    String answer() {
        return answer.toString();
    }

    /** The one of this word. */
    static Optional<SteeringKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All words, for messages. */
    static String words() {
        return Arrays.stream(values()).map(SteeringKind::word).collect(Collectors.joining(", "));
    }
}
