// The file that remembers the API tokens which `picket setup` made, so that it prints the same one
// again: the database keeps only hashes. {"tokens": {"ORG SLUG": "sntryu_..."}}, mode 0600.
#pragma once

#include <map>
#include <string>

#include "base/result.h"

namespace picket::app {

/// One thread at a time; setup runs inside the one write transaction.
class SetupTokens {
 public:
  /// `path` may be empty: then nothing is remembered. A missing file is an empty one.
  static Result<SetupTokens> load(std::string path);

  /// Empty when there is none.
  std::string find(const std::string& org) const;
  /// Durable on return.
  Result<void> put(const std::string& org, const std::string& token);

 private:
  std::string path_;
  std::map<std::string, std::string> tokens_;
};

}  // namespace picket::app
