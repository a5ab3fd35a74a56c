package io.jenkins.trainmodel.trainer.tensor;

import java.io.IOException;
import java.nio.file.Path;

/** A file does not hold tensors as safetensors defines it; the message says where and how. */
public final class TensorFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    TensorFormatException(Path file, String problem) {
        super(file + " is not a valid safetensors file: " + problem);
    }

    TensorFormatException(Path file, String problem, Throwable cause) {
        super(file + " is not a valid safetensors file: " + problem, cause);
    }

    private TensorFormatException(String message) {
        super(message);
    }

    /** Of the file that says which file holds which tensor. */
    static TensorFormatException ofIndex(Path file, String problem) {
        return new TensorFormatException(file + " is not a valid index of safetensors files: " + problem);
    }
}
