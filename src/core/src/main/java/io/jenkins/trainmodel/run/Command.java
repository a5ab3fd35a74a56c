package io.jenkins.trainmodel.run;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a person asks of a running training. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Command.Stop.class, name = "stop"),
    @JsonSubTypes.Type(value = Command.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = Command.SetHyperparameter.class, name = "setHyperparameter")
})
public sealed interface Command {

    /** End now, keep the model. */
    record Stop(String by) implements Command {}

    /** Save a checkpoint now and go on. */
    record Checkpoint(String by) implements Command {}

    /** Change a value of the specification that may change while training, such as the learning rate. */
    record SetHyperparameter(String key, String value, String by) implements Command {}
}
