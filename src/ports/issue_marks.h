// Part of the issues of meta_db: what they are to each user. Errors and threads: see
// ports/meta_db.h.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "domain/issue/mark.h"

namespace picket::ports {

class IssueMarks {
 public:
  virtual ~IssueMarks() = default;
  /// In place of the one there was.
  virtual Result<void> put_mark(const domain::IssueMark& mark) = 0;
  /// One per issue, in order; an unset one where the user left none.
  virtual Result<std::vector<domain::IssueMark>> marks_of(UserId user,
                                                          std::span<const IssueId> issues) = 0;
  /// Of everybody, by user; at most 1000.
  virtual Result<std::vector<domain::IssueMark>> marks_on(IssueId issue) = 0;
};

}  // namespace picket::ports
