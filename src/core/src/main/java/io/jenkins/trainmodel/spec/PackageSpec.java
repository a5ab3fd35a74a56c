package io.jenkins.trainmodel.spec;

/**
 * What a model package holds besides what every one has.
 *
 * @param huggingface whether a model that Hugging Face's transformers can open is written for it as well
 * @param onnx whether model.onnx is written for a network that ONNX's operators express
 * @param classpath whether the jars of users' own code are copied into it
 */
public record PackageSpec(boolean huggingface, boolean onnx, boolean classpath) {}
