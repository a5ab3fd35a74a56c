/** Hands champions over to the model registry of an MLflow server. */
package io.jenkins.plugins.trainmodel.registry;
