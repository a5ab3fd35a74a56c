/** JSON mappers for input that is not trusted. */
package io.jenkins.trainmodel.json;
