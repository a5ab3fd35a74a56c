/** The step and the build step: what a user asks for, following the run, and what comes back. */
package io.jenkins.plugins.trainmodel.step;
