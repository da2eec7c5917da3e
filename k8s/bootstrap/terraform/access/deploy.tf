data "aws_eks_cluster" "this" {
  name = var.cluster_name
}

# All that AWS grants a deployment: to learn the cluster's address. The rest is up to Kubernetes.
data "aws_iam_policy_document" "describe" {
  statement {
    actions   = ["eks:DescribeCluster"]
    resources = [data.aws_eks_cluster.this.arn]
  }
}

resource "aws_iam_role_policy" "describe" {
  for_each = local.deploy_environments

  name   = "describe-cluster"
  role   = aws_iam_role.github[each.key].name
  policy = data.aws_iam_policy_document.describe.json
}

# A group without rights of its own: k8s/bootstrap binds it to a Role in one namespace.
resource "aws_eks_access_entry" "deployer" {
  for_each = local.deploy_environments

  cluster_name      = data.aws_eks_cluster.this.name
  principal_arn     = aws_iam_role.github[each.key].arn
  kubernetes_groups = ["tabserve-deployer-${each.key}"]
  type              = "STANDARD"
}
