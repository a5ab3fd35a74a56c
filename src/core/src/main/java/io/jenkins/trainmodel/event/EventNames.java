package io.jenkins.trainmodel.event;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The names by which files tell events apart: the log, and whatever else keeps one. They never change. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainingEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Provenance.Began.class, name = "began"),
    @JsonSubTypes.Type(value = Provenance.TookOver.class, name = "tookOver"),
    @JsonSubTypes.Type(value = Provenance.Restarted.class, name = "restarted"),
    @JsonSubTypes.Type(value = TrainingEvent.Step.class, name = "step"),
    @JsonSubTypes.Type(value = TrainingEvent.Telemetry.class, name = "telemetry"),
    @JsonSubTypes.Type(value = TrainingEvent.Epoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = TrainingEvent.RuleEvaluated.class, name = "ruleEvaluated"),
    @JsonSubTypes.Type(value = TrainingEvent.CheckpointSaved.class, name = "checkpointSaved"),
    @JsonSubTypes.Type(value = TrainingEvent.TextWritten.class, name = "textWritten"),
    @JsonSubTypes.Type(value = TrainingEvent.DataRead.class, name = "dataRead"),
    @JsonSubTypes.Type(value = TrainingEvent.DataCompared.class, name = "dataCompared"),
    @JsonSubTypes.Type(value = TrainingEvent.ImagesVaried.class, name = "imagesVaried"),
    @JsonSubTypes.Type(value = TrainingEvent.WaitingChosen.class, name = "waitingChosen"),
    @JsonSubTypes.Type(value = BottleneckFound.class, name = "bottleneckFound"),
    @JsonSubTypes.Type(value = Intervention.CommandApplied.class, name = "commandApplied"),
    @JsonSubTypes.Type(value = Intervention.HyperparameterChanged.class, name = "hyperparameterChanged"),
    @JsonSubTypes.Type(value = Intervention.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Intervention.WentOn.class, name = "wentOn"),
    @JsonSubTypes.Type(value = TrainingEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = TrainingEvent.Warning.class, name = "warning"),
    @JsonSubTypes.Type(value = Conclusion.Ending.class, name = "ending"),
    @JsonSubTypes.Type(value = Conclusion.Tested.class, name = "tested"),
    @JsonSubTypes.Type(value = Conclusion.Challenged.class, name = "challenged"),
    @JsonSubTypes.Type(value = Conclusion.Judged.class, name = "judged"),
    @JsonSubTypes.Type(value = Conclusion.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = Conclusion.Failed.class, name = "failed")
})
@interface EventNames {}
