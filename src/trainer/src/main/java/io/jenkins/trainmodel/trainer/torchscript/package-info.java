/** TorchScript files of PyTorch's own export, read without running anything of them. */
package io.jenkins.trainmodel.trainer.torchscript;
