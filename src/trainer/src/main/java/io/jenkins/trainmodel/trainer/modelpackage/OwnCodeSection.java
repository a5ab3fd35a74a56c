package io.jenkins.trainmodel.trainer.modelpackage;

import io.jenkins.trainmodel.trainer.network.layer.OwnBlock;

/**
 * The part of a model card that shows how to use a model that a class of a user's own computes.
 *
 * @param held whether the package has the jars
 */
record OwnCodeSection(TrainingRecord training, OwnBlock block, boolean held) {
    String text() {
        String jars = training.classpath()
                .map(words -> ", in " + Markdown.text(words)
                        + (held ? ", which are in `classpath/`" : ", which are not in this package"))
                .orElse("");
        return "## How to use it\n\nIt is computed by code of its owner's own, the class " + Markdown.code(block.type())
                + " (the part " + Markdown.code(block.part()) + ")" + jars
                + ". With this trainer and the jars, whose code runs with the rights of whoever starts it:\n\n"
                + "```sh\ntrain-model predict . --data new.csv --out predictions.csv --classpath "
                + (held ? "package" : "'libs/*.jar'") + "\n```\n";
    }
}
