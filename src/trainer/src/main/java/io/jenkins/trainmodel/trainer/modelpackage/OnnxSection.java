package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.onnx.OnnxExport;
import io.jenkins.trainmodel.trainer.onnx.OnnxModel;

/** The part of a model card that shows how a runtime of ONNX uses the model, or says why there is none for it. */
record OnnxSection(TrainingRecord.Data data, OnnxExport onnx) {
    String text() {
        if (onnx instanceof OnnxModel) {
            return "\nWith onnxruntime, the input as above, from and to arrays of numpy:\n\n```python\nimport onnxruntime\n\n"
                    + "session = onnxruntime.InferenceSession(\"model.onnx\")\n"
                    + "output = session.run([\"output\"], {\"input\": " + input() + ".numpy()})[0]\n```\n";
        }
        String reason = onnx instanceof OnnxExport.LeftOut out ? out.reason() : "";
        return reason.isEmpty() ? "" : "\nThere is no `model.onnx`: " + reason + ".\n";
    }

    private String input() {
        return data.task() == Task.LANGUAGE_MODEL
                ? "tokens[:, -" + data.sampleShape().get(0) + ":]"
                : "x";
    }
}
