// ports::MetaTx: one unit of work with its repositories.
#pragma once

#include <memory>
#include <utility>

#include "adapters/meta_sql/audit.h"
#include "adapters/meta_sql/batches.h"
#include "adapters/meta_sql/dead_letters.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/items.h"
#include "adapters/meta_sql/organizations.h"
#include "adapters/meta_sql/outcomes.h"
#include "adapters/meta_sql/projects.h"
#include "adapters/meta_sql/releases.h"
#include "adapters/meta_sql/unit_of_work.h"
#include "adapters/meta_sql/users.h"
#include "ports/meta_db.h"

namespace picket::adapters::meta {

class Transaction final : public ports::MetaTx {
 public:
  explicit Transaction(std::unique_ptr<UnitOfWork> work) : work_(std::move(work)) {}

  ports::OrganizationRepository& organizations() override { return organizations_; }
  ports::UserRepository& users() override { return users_; }
  ports::ProjectRepository& projects() override { return projects_; }
  ports::IssueRepository& issues() override { return issues_; }
  ports::OutcomeRepository& outcomes() override { return outcomes_; }
  ports::BatchRepository& batches() override { return batches_; }
  ports::DeadLetterRepository& dead_letters() override { return dead_letters_; }
  ports::AuditRepository& audit() override { return audit_; }
  ports::ItemRepository& items() override { return items_; }
  ports::ReleaseRepository& releases() override { return releases_; }

  Result<void> commit() override { return work_->commit(); }

 private:
  const std::unique_ptr<UnitOfWork> work_;
  Organizations organizations_{*work_};
  Users users_{*work_};
  Projects projects_{*work_};
  Issues issues_{*work_};
  Outcomes outcomes_{*work_};
  Batches batches_{*work_};
  DeadLetters dead_letters_{*work_};
  Audit audit_{*work_};
  Items items_{*work_};
  Releases releases_{*work_};
};

}  // namespace picket::adapters::meta
