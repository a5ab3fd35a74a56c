package io.jenkins.trainmodel.trainer.cli;

import io.jenkins.trainmodel.check.CheckWords;
import io.jenkins.trainmodel.message.Recorded;
import io.jenkins.trainmodel.message.RecordedSentencesChecks;
import java.util.regex.Pattern;

/** The sentences of the trainer, but those of the model card, which is English, and those that the engine reads. */
class RecordedSentencesTest extends RecordedSentencesChecks {
    RecordedSentencesTest() {
        super(
                Recorded.with(CheckWords.class),
                Pattern.compile(
                        "/network/script/|/profile/TrialScript|/cli/RooflineSvg|/optimizer/|/learner/(?!module/DeviceFailure|FittingShapes|LearnerSettings|saved/SavedScript|module/TensorShape)"
                                + "|/modelpackage/(FilesSection|FrontMatter|LineageSection|ModelCard|OnnxSection|UsageSection)|/huggingface/Gpt2Shape|/onnx/|/estimate/Rehears|: (mvn |val acc$)"));
    }
}
