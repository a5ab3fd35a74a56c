package io.jenkins.trainmodel.spec;

/**
 * What a model package holds besides what every one has.
 *
 * @param huggingface whether a model that Hugging Face's transformers can open is written for it as well
 */
public record PackageSpec(boolean huggingface) {}
