import type { Answer, Attachment, Conversation, Turn } from "../../src/shared/chat/state.ts";
import { emptyConversation } from "./panelPage.ts";

/** A question and what became of it; a complete answer unless `answer` says otherwise. */
export function turn(
  id: string,
  question: string,
  answer: Partial<Answer>,
  attachments: readonly Attachment[] = [],
): Turn {
  return {
    id,
    question: { text: question, task: "ask", attachments },
    answer: { text: "", state: { type: "complete" }, model: "gpt-5.1", ...answer },
  };
}

export function conversation(...turns: readonly Turn[]): Conversation {
  return { ...emptyConversation, title: turns[0]?.question.text ?? "", turns };
}

export function attachment(id: string, label: string, kind: Attachment["kind"] = "selection"): Attachment {
  return {
    id,
    kind,
    label,
    path: `src/${label}`,
    uri: `file:///project/src/${label}`,
    languageId: "typescript",
    text: "let a;",
  };
}

/** An answer with one of everything that models like to write. */
export const richAnswer = `## Why it fails

The loop reads \`items[i + 1]\` **after** the last element, see [the docs](https://example.com/docs). Two ways out:

1. Stop one earlier:

   \`\`\`ts
   // Compare neighbours only while there are two of them.
   for (let i = 0; i < items.length - 1; i++) {
     if (items[i] === items[i + 1]) return \`duplicate at \${i}\`;
   }
   \`\`\`

2. Or use a set:
   - shorter
   - *much* faster

| Way | Time | Memory |
| --- | :---: | ---: |
| loop | O(n²) | O(1) |
| set | O(n) | O(n) |

> Sets compare objects by identity.

- [x] found the bug
- [ ] wrote a test

\`\`\`bash
npm test -- --watch
\`\`\`
`;
