/** Buckets of S3 in the testbed's AWS account. It takes requests that are not really signed. */

/** Makes one. */
export async function makeBucket(name: string): Promise<void> {
  const region = process.env.AWS_REGION ?? "";
  const credential = `${process.env.AWS_ACCESS_KEY_ID ?? ""}/20260101/${region}/s3/aws4_request`;
  const response = await fetch(`${process.env.AWS_ENDPOINT_URL ?? ""}/${name}`, {
    method: "PUT",
    headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=none` },
    body: `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
  });
  if (!response.ok) throw new Error(`bucket ${name}: ${String(response.status)} ${await response.text()}`);
}
