output "cluster_name" {
  value = aws_eks_cluster.this.name
}

output "vpc_id" {
  description = "For peering with MongoDB Atlas, or for a DocumentDB in the same network."
  value       = aws_vpc.this.id
}

output "private_subnet_ids" {
  value = [for subnet in aws_subnet.private : subnet.id]
}

output "vpc_cidr" {
  description = "Where the load balancer's requests to the pods come from."
  value       = aws_vpc.this.cidr_block
}
