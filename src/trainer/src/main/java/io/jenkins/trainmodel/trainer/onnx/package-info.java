/** Trained networks as ONNX, which runtimes of many languages and devices read. */
package io.jenkins.trainmodel.trainer.onnx;
