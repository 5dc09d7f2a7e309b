/** Which plugins an image has. */

/**
 * A script for a container of the image: lines `id NAME` and `version VERSION`, in either order, two a plugin. A plugin says in its own manifest
 * what it is; so does the official image find out. [jenkinsci/docker: jenkins-support]
 */
export const listPlugins = `for file in /usr/share/jenkins/ref/plugins/*.jpi; do
  unzip -p "$file" META-INF/MANIFEST.MF | tr -d '\\r' | sed -n 's/^Short-Name: /id /p; s/^Plugin-Version: /version /p'
done`;
