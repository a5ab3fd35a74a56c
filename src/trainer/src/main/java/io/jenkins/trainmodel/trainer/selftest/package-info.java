/** A short training on made-up data, which shows whether a device computes, how fast, and what. */
package io.jenkins.trainmodel.trainer.selftest;
