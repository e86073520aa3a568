// Whose code it is: rules and files of a project.
// Source: shared spec "api", sections 4.9 and 20 for the scopes.
#include "domain/access/scope.h"
#include "roles/api/event_owners.h"
#include "roles/api/route.h"
#include "roles/api/shapes_ownership.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kReadProject;
using enum net::Method;

const ApiRoute kRoutes[] = {
    ApiRoute{.name = "project_event_owners",
             .pattern = "/api/0/projects/{org}/{project}/events/{event}/owners/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_event_owners,
             .summary = "Read whose code an event is about",
             .answer = kEventOwners},
    ApiRoute{.name = "project_ownership",
             .pattern = "/api/0/projects/{org}/{project}/ownership/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &show_project_ownership,
             .summary = "Read the ownership rules of a project",
             .answer = kOwnership},
    ApiRoute{.name = "project_ownership_update",
             .method = put,
             .pattern = "/api/0/projects/{org}/{project}/ownership/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &update_project_ownership,
             .data = Data::write,
             .summary = "Change the ownership rules of a project",
             .answer = kOwnership,
             .body = &kOwnershipBody},
    ApiRoute{.name = "project_codeowners",
             .pattern = "/api/0/projects/{org}/{project}/codeowners/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &list_project_codeowners,
             .summary = "Read the CODEOWNERS file of a project",
             .answer = list_of(kCodeowners)},
    ApiRoute{.name = "project_codeowners_add",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/codeowners/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &add_project_codeowners,
             .data = Data::write,
             .summary = "Import a CODEOWNERS file into a project",
             .answer = kCodeowners,
             .status = 201,
             .body = &kCodeownersBody},
    ApiRoute{.name = "project_codeowners_update",
             .method = put,
             .pattern = "/api/0/projects/{org}/{project}/codeowners/{codeowners}/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &update_project_codeowners,
             .data = Data::write,
             .summary = "Import a newer CODEOWNERS file into a project",
             .answer = kCodeowners,
             .body = &kCodeownersBody},
    ApiRoute{.name = "project_codeowners_remove",
             .method = delete_,
             .pattern = "/api/0/projects/{org}/{project}/codeowners/{codeowners}/",
             .access = Access::project,
             .accepted = kReadProject,
             .handler = &remove_project_codeowners,
             .data = Data::write,
             .summary = "Forget the CODEOWNERS file of a project",
             .empty_status = 204}};

}  // namespace

std::span<const ApiRoute> ownership_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
