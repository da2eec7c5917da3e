locals {
  github_host = "token.actions.githubusercontent.com"

  github_provider_arn = (
    var.create_github_provider
    ? aws_iam_openid_connect_provider.github[0].arn
    : data.aws_iam_openid_connect_provider.github[0].arn
  )

  # Environments of the repository. GitHub asks their reviewers before a job of theirs starts, and
  # only such a job gets a token with this subject.
  deploy_environments = toset(["staging", "production"])
  environments        = setunion(local.deploy_environments, ["registry"])
}

resource "aws_iam_openid_connect_provider" "github" {
  count = var.create_github_provider ? 1 : 0

  url            = "https://${local.github_host}"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_openid_connect_provider" "github" {
  count = var.create_github_provider ? 0 : 1

  url = "https://${local.github_host}"
}

data "aws_iam_policy_document" "trust" {
  for_each = local.environments

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [local.github_provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:aud"
      values   = ["sts.amazonaws.com"]
    }

    # Equal, not like: one repository, one environment.
    condition {
      test     = "StringEquals"
      variable = "${local.github_host}:sub"
      values   = ["${var.github_subject_prefix}:environment:${each.key}"]
    }
  }
}

resource "aws_iam_role" "github" {
  for_each = local.environments

  name                 = "${var.role_prefix}-${each.key}"
  description          = "Jobs of the GitHub environment ${each.key}."
  assume_role_policy   = data.aws_iam_policy_document.trust[each.key].json
  max_session_duration = 3600
}
