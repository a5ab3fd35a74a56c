/** The versions of the engine, and what can go wrong with it. */
package io.jenkins.trainmodel.trainer.engine.platform;
