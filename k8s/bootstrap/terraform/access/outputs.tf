output "image_repository" {
  description = "ECR_REPOSITORY, a variable of the GitHub repository."
  value       = aws_ecr_repository.this.repository_url
}

output "role_arns" {
  description = "AWS_ROLE_ARN, a variable of each GitHub environment."
  value       = { for environment, role in aws_iam_role.github : environment => role.arn }
}
