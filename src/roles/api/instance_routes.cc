// The instance: how far processing is, what was set aside, and how program, stores and machine are.
// Picket's own, but for internal/health/. Who may see what: docs/decisions/0066.
#include <array>

#include "roles/api/instance_handlers.h"
#include "roles/api/route.h"
#include "roles/api/shapes_instance.h"

namespace picket::api {
namespace {

using domain::access::kAdminOrg;
using domain::access::kReadOrg;
using domain::access::kReadProject;
using domain::access::kWriteProject;
using enum net::Method;
using Names = std::string_view;

constexpr Names kHealthParameters[] = {"project"};
constexpr Names kOwnParameters[] = {"project", "status", "per_page", "cursor"};
constexpr Names kAllParameters[] = {"status", "per_page", "cursor"};

constexpr std::array kRoutes = {
    ApiRoute{.name = "organization_ingest_health",
             .pattern = "/api/0/organizations/{org}/ingest-health/",
             .accepted = kReadOrg,
             .parameters = kHealthParameters,
             .instance_handler = &show_ingest_health,
             .summary = "Read how far processing is, and how much was set aside",
             .answer = kIngestHealth},
    ApiRoute{.name = "organization_dead_letters",
             .pattern = "/api/0/organizations/{org}/dead-letters/",
             .accepted = kReadProject,
             .parameters = kOwnParameters,
             .handler = &list_own_dead_letters,
             .summary = "List what could not be processed, newest first",
             .answer = list_of(kDeadLetter)},
    ApiRoute{.name = "organization_dead_letters_replay",
             .method = post,
             .pattern = "/api/0/organizations/{org}/dead-letters/replay/",
             .accepted = kWriteProject,
             .parameters = kHealthParameters,
             .instance_handler = &replay_own_dead_letters,
             .data = Data::own,
             .summary = "Try again what could not be processed, oldest first, 100 at most",
             .answer = kReplay},
    ApiRoute{.name = "organization_dead_letter_replay",
             .method = post,
             .pattern = "/api/0/organizations/{org}/dead-letters/{letter}/replay/",
             .accepted = kWriteProject,
             .instance_handler = &replay_own_dead_letter,
             .data = Data::own,
             .summary = "Try one message again that could not be processed",
             .answer = kReplay},
    ApiRoute{.name = "instance_dead_letters",
             .pattern = "/api/0/internal/dead-letters/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .parameters = kAllParameters,
             .handler = &list_all_dead_letters,
             .summary = "List what could not be processed, of whatever organization or of none",
             .answer = list_of(kDeadLetter)},
    ApiRoute{.name = "instance_dead_letters_replay",
             .method = post,
             .pattern = "/api/0/internal/dead-letters/replay/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &replay_dead_letters,
             .data = Data::own,
             .summary = "Try again what could not be processed, of whatever organization",
             .answer = kReplay},
    ApiRoute{.name = "instance_dead_letter_replay",
             .method = post,
             .pattern = "/api/0/internal/dead-letters/{letter}/replay/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &replay_dead_letter,
             .data = Data::own,
             .summary = "Try one message again, of whatever organization",
             .answer = kReplay},
    ApiRoute{.name = "instance_status",
             .pattern = "/api/0/internal/status/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &show_status,
             .summary = "Read what program runs here, and since when",
             .answer = kInstanceStatus},
    ApiRoute{.name = "instance_queue",
             .pattern = "/api/0/internal/queue/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &show_queue,
             .summary = "Read how far each consumer group is in each partition of the log",
             .answer = kQueue},
    ApiRoute{.name = "instance_storage",
             .pattern = "/api/0/internal/storage/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &show_storage,
             .summary = "Read how much the stores take, and when the disk will be full",
             .answer = kStorage},
    ApiRoute{.name = "instance_doctor",
             .pattern = "/api/0/internal/doctor/",
             .access = Access::superuser,
             .accepted = kAdminOrg,
             .instance_handler = &show_doctor,
             .summary = "Read what `picket doctor` finds",
             .answer = kDoctor},
};

}  // namespace

std::span<const ApiRoute> instance_routes() noexcept {
  return kRoutes;
}

}  // namespace picket::api
