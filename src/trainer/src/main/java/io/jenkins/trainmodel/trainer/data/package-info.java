/**
 * What training wants of data of every kind: its samples, and what a model's inputs and outputs mean that is trained on
 * them. Knows no engine, and none of the sources that fill it.
 */
package io.jenkins.trainmodel.trainer.data;
