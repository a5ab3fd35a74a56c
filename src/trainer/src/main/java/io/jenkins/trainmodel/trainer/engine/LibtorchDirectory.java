package io.jenkins.trainmodel.trainer.engine;

import java.nio.file.Path;

public record LibtorchDirectory(Path path, String flavor) {}
