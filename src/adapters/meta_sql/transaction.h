// ports::MetaTx: one unit of work with its repositories.
#pragma once

#include <memory>
#include <utility>

#include "adapters/meta_sql/accounts.h"
#include "adapters/meta_sql/batches.h"
#include "adapters/meta_sql/dead_letters.h"
#include "adapters/meta_sql/issues.h"
#include "adapters/meta_sql/outcomes.h"
#include "adapters/meta_sql/projects.h"
#include "adapters/meta_sql/unit_of_work.h"
#include "ports/meta_db.h"

namespace picket::adapters::meta {

class Transaction final : public ports::MetaTx {
 public:
  explicit Transaction(std::unique_ptr<UnitOfWork> work) : work_(std::move(work)) {}

  ports::AccountRepository& accounts() override { return accounts_; }
  ports::ProjectRepository& projects() override { return projects_; }
  ports::IssueRepository& issues() override { return issues_; }
  ports::OutcomeRepository& outcomes() override { return outcomes_; }
  ports::BatchRepository& batches() override { return batches_; }
  ports::DeadLetterRepository& dead_letters() override { return dead_letters_; }

  Result<void> commit() override { return work_->commit(); }

 private:
  const std::unique_ptr<UnitOfWork> work_;
  Accounts accounts_{*work_};
  Projects projects_{*work_};
  Issues issues_{*work_};
  Outcomes outcomes_{*work_};
  Batches batches_{*work_};
  DeadLetters dead_letters_{*work_};
};

}  // namespace picket::adapters::meta
