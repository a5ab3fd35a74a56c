package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.spec.data.Task;
import io.jenkins.trainmodel.trainer.data.Forecast;
import io.jenkins.trainmodel.trainer.data.label.LabelScaling;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Export;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceExport;
import io.jenkins.trainmodel.trainer.huggingface.PeftAdapter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The part of a model card that shows how to use the model, with the shapes and steps of this very model. */
record UsageSection(TrainingRecord.Data data, HuggingFaceExport huggingFace, Optional<PeftAdapter> adapter) {
    String text() {
        if (data.task() == Task.LANGUAGE_MODEL) {
            return ofLanguageModel();
        }
        return "## How to use it\n\n" + withThisTrainer() + "With PyTorch:\n\n```python\n" + python()
                + "```\n\nWith DJL (`ai.djl:api` and" + " `ai.djl.pytorch:pytorch-engine`):\n\n```java\n" + java()
                + "```\n";
    }

    /** The tokens of a text are what {@code tokenizer.json} makes of it. */
    private String ofLanguageModel() {
        String length = shape();
        return "## How to use it\n\nWith this trainer:\n\n```sh\ntrain-model generate . --prompt \"Once upon a time\"\n"
                + "```\n\nWith PyTorch, tokens as `tokenizer.json` makes them, at most " + length
                + " of them at once:\n\n```python\nimport torch\n\nmodel = torch.jit.load(\"model.pt\").eval()\n"
                + "tokens = torch.zeros(1, 8, dtype=torch.int64)  # put your tokens here\nwith torch.no_grad():\n"
                + "    for _ in range(100):\n        likely = model.next(tokens[:, -" + length
                + ":]).softmax(dim=1)  # of the token that follows\n"
                + "        tokens = torch.cat([tokens, torch.multinomial(likely, 1)], dim=1)\nprint(tokens)\n```\n"
                + withTransformers() + withPeft();
    }

    private String withPeft() {
        String base =
                adapter.flatMap(PeftAdapter::base).map(Path::toString).orElse("the model that the run began with");
        return adapter.isEmpty()
                ? ""
                : "\nWith PEFT, beside the model that the run began with, instead of merged into it:\n\n```python\n"
                        + "from peft import PeftModel\nfrom transformers import AutoModelForCausalLM\n\n"
                        + "base = AutoModelForCausalLM.from_pretrained(" + Markdown.quoted(base) + ")\n"
                        + "model = PeftModel.from_pretrained(base, \"adapter\")\n```\n";
    }

    private String withTransformers() {
        if (huggingFace instanceof Gpt2Export) {
            return "\nWith transformers:\n\n```python\nfrom transformers import AutoModelForCausalLM, AutoTokenizer\n\n"
                    + "tokenizer = AutoTokenizer.from_pretrained(\"huggingface\")\n"
                    + "model = AutoModelForCausalLM.from_pretrained(\"huggingface\")\n"
                    + "tokens = tokenizer(\"Once upon a time\", return_tensors=\"pt\")\n"
                    + "print(tokenizer.decode(model.generate(**tokens, max_length=" + shape()
                    + ", do_sample=True)[0]))\n```\n";
        }
        String reason = huggingFace instanceof HuggingFaceExport.LeftOut out ? out.reason() : "";
        return reason.isEmpty() ? "" : "\ntransformers cannot open it as a GPT-2: " + reason + ".\n";
    }

    private String shape() {
        return data.sampleShape().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private boolean classifies() {
        return data.task() == Task.CLASSIFICATION;
    }

    private boolean standardized() {
        return !data.preprocessing().means().isEmpty();
    }

    /** Columns that are words or dates are features only after they were encoded, which this trainer does. */
    private boolean isEncoded() {
        return !data.preprocessing().encodings().isEmpty();
    }

    private String withThisTrainer() {
        return isEncoded()
                ? "With this trainer, which makes features of the columns as `preprocessing` in `training.json` says:\n\n```sh\n"
                        + "train-model predict . --data new.csv --out predictions.csv\n```\n\n"
                : "";
    }

    private String python() {
        String prepared = standardized()
                ? "((raw * data[\"preprocessing\"][\"scale\"] - double(data[\"preprocessing\"][\"means\"]))"
                        + " / double(data[\"preprocessing\"][\"deviations\"])).float()"
                : "raw * data[\"preprocessing\"][\"scale\"]";
        String answer = classifies()
                ? "    probabilities = model(x).softmax(dim=1)\n"
                        + "print(data[\"classNames\"][probabilities.argmax(dim=1)[0]])\n"
                : "    print(" + pythonNumbers() + ")\n";
        return "import json, torch\n\ndata = json.load(open(\"training.json\"))[\"data\"]\n"
                + "model = torch.jit.load(\"model.pt\").eval()\n"
                + (standardized() ? "double = lambda values: torch.tensor(values, dtype=torch.float64)\n" : "")
                + "raw = torch.zeros(1, " + pythonColumns() + (standardized() ? ", dtype=torch.float64" : "")
                + ")  # put your samples here" + (isEncoded() ? ", as preprocessing.encodings says" : "") + "\n"
                + "x = (" + prepared + ").reshape(-1, " + shape() + ")\n"
                + "with torch.no_grad():\n" + answer;
    }

    /** Statistics are one a feature, so standardizing wants the sample flat. */
    private String pythonColumns() {
        return standardized() && data.forecast().isEmpty()
                ? Integer.toString(data.preprocessing().means().size())
                : shape();
    }

    /** Large labels were scaled; float32 could not hold what the network predicts in their own unit. */
    private String pythonLabel() {
        return data.labelScaling().isNone()
                ? ""
                : ".double() * data[\"labelScaling\"][\"scale\"] + data[\"labelScaling\"][\"offset\"]";
    }

    /** A forecast is a table: a row for every step ahead, a column for every target. */
    private String pythonNumbers() {
        return data.forecast()
                .map(forecast -> "model(x).double().reshape(-1, " + forecast.horizon() + ", "
                        + forecast.targets().size() + ")" + pythonScalings(forecast.scalings()))
                .orElseGet(() -> "model(x)" + pythonLabel());
    }

    private static String pythonScalings(List<LabelScaling> scalings) {
        return " * double(" + scalings.stream().map(LabelScaling::scale).toList() + ") + double("
                + scalings.stream().map(LabelScaling::offset).toList() + ")";
    }

    private String javaLabel() {
        return data.labelScaling().isNone()
                ? "duplicate()"
                : String.format(
                        Locale.ROOT,
                        "toType(DataType.FLOAT64, true).mul(%s).add(%s)",
                        data.labelScaling().scale(),
                        data.labelScaling().offset());
    }

    private String javaForecast(Forecast forecast) {
        return String.format(
                Locale.ROOT,
                "toType(DataType.FLOAT64, true).reshape(-1, %d, %d).mul(manager.create(new double[] {%s}))"
                        + ".add(manager.create(new double[] {%s}))",
                forecast.horizon(),
                forecast.targets().size(),
                numbers(forecast, LabelScaling::scale),
                numbers(forecast, LabelScaling::offset));
    }

    private static String numbers(Forecast forecast, ToDoubleFunction<LabelScaling> part) {
        return forecast.scalings().stream()
                .map(scaling -> Double.toString(part.applyAsDouble(scaling)))
                .collect(Collectors.joining(", "));
    }

    private String java() {
        String output = classifies()
                ? "softmax(1)"
                : data.forecast().map(this::javaForecast).orElseGet(this::javaLabel);
        return "Criteria<NDList, NDList> criteria = Criteria.builder()\n"
                + "        .setTypes(NDList.class, NDList.class)\n"
                + "        .optModelPath(Path.of(\"model.pt\"))\n"
                + "        .optEngine(\"PyTorch\")\n"
                + "        .build();\n"
                + "try (ZooModel<NDList, NDList> model = criteria.loadModel();\n"
                + "        Predictor<NDList, NDList> predictor = model.newPredictor();\n"
                + "        NDManager manager = model.getNDManager().newSubManager()) {\n"
                + "    NDArray x = manager.zeros(new Shape(1, " + shape() + ")); // prepared as described above\n"
                + "    System.out.println(predictor.predict(new NDList(x)).singletonOrThrow()." + output + ");\n"
                + "}\n";
    }
}
