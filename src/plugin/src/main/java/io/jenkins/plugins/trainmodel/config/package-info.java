/** The settings of all trainings on a controller. */
package io.jenkins.plugins.trainmodel.config;
