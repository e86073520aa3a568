// What a change of settings would do to real events, before it is made. Sentry has no such routes.
#include "roles/api/route.h"
#include "roles/api/shapes_preview.h"
#include "roles/api/shapes_projects.h"
#include "roles/api/structure_handlers.h"

namespace picket::api {
namespace {

using domain::access::kWriteProject;
using enum net::Method;

// Nothing is written, but only who may change the settings reads events by them.
const ApiRoute kRoutes[] = {
    ApiRoute{.name = "preview_filters",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/filters/preview/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &preview_project_filters,
             .summary = "Try a draft of inbound filters on the events of the last day",
             .answer = kFilterPreview,
             .body = &kFilterPreviewBody},
    ApiRoute{.name = "preview_grouping",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/grouping/preview/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &preview_project_grouping,
             .summary = "Try a draft of grouping rules on the events of the last day",
             .answer = kGroupingPreview,
             .body = &kProjectChangeBody},
    ApiRoute{.name = "preview_scrubbing",
             .method = post,
             .pattern = "/api/0/projects/{org}/{project}/scrubbing/preview/",
             .access = Access::project,
             .accepted = kWriteProject,
             .handler = &preview_project_scrubbing,
             .summary = "Try a draft of data scrubbing on a stored or a pasted event",
             .answer = kScrubbingPreview,
             .body = &kScrubbingPreviewBody}};

}  // namespace

std::span<const ApiRoute> preview_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
