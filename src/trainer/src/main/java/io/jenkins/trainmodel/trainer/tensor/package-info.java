/** Tensors in host memory and in safetensors files; what is read is taken for hostile. Knows no engine. */
package io.jenkins.trainmodel.trainer.tensor;
