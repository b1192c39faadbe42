import type { InstructionShape } from "@/lib/safety/instruction-shapes";

function shape(pattern: string, confidence = 0.9): InstructionShape {
  return { rule: "override-instructions", confidence, shape: new RegExp(pattern, "giu") };
}

/** "Ignore the previous instructions", "you are now", "do not tell the user" in other languages. */
export const FOREIGN_OVERRIDES: readonly InstructionShape[] = [
  // German
  shape(
    "(?:ignorier\\w*|vergiss|vergessen sie|missachte\\w*)[^.\\n]{0,40}(?:anweisung|instruktion|befehl|vorgabe|regel)\\w*|du bist (?:jetzt|ab jetzt|nun)\\b|(?:ihr|dein) passwort (?:geben|nennen|verraten|mitteilen)",
  ),
  // French
  shape(
    "(?:ignore[zr]?|oublie[zr]?|négligez)[^.\\n]{0,40}(?:instruction|consigne|directive|règle|ordre)s?|(?:tu es|vous êtes) (?:maintenant|désormais)\\b",
  ),
  // Spanish
  shape(
    "(?:ignor[ae]\\w*|olvid[ae]\\w*|haz caso omiso)[^.\\n]{0,40}(?:instruccion|indicacion|orden|regla)\\w*|ahora eres\\b|se te ha instruido\\b",
  ),
  // Portuguese
  shape(
    "(?:ignor[ae]\\w*|esqueç[ao]\\w*|desconsider[ae]\\w*)[^.\\n]{0,40}(?:instruç|orienta|ordens|regras)\\w*|(?:agora você é|você agora é)\\b",
  ),
  // Italian
  shape(
    "(?:ignora|ignorate|dimentica|dimenticate|trascura)[^.\\n]{0,40}(?:istruzion|indicazion|ordin|regol)\\w*|ora sei\\b|d['’]ora in poi (?:sei|devi|rispondi)",
  ),
  // Dutch, Polish, Turkish
  shape(
    "(?:negeer|vergeet)[^.\\n]{0,40}(?:instructie|opdracht|aanwijzing|regel)\\w*|(?:zignoruj|zapomnij|pomiń)[^.\\n]{0,40}(?:instrukcj|polece)\\w*|önceki[^.\\n]{0,30}(?:talimat|komut)\\w*[^.\\n]{0,20}(?:yok say|unut|görmezden)",
  ),
  // Russian, Ukrainian
  shape(
    "(?:игнориру|проигнориру|забуд|ігнору)[а-яіїє]*[^.\\n]{0,40}(?:инструкци|указани|команд|правил|інструкці)[а-яіїє]*|(?:ты теперь|теперь ты)\\s",
  ),
  // Chinese
  shape(
    "(?:忽略|忽视|无视|無視|忘记|忘記|忘掉|不要理会)[^。\\n]{0,15}(?:指令|指示|提示|说明|說明|规则|規則|命令|内容|要求)|你现在是|从现在(?:开始|起)|不要告诉(?:用户|任何人)",
  ),
  // Japanese
  shape(
    "(?:指示|命令|指令|ルール|プロンプト)[^。\\n]{0,12}(?:無視|忘れ)|(?:無視|忘れ)て[^。\\n]{0,10}(?:指示|命令)|あなたは今から|これからは?あなたは",
  ),
  // Korean
  shape(
    "(?:지시|명령|지침|규칙)[^.\\n]{0,12}(?:무시|잊)|(?:무시|잊어)[^.\\n]{0,12}(?:지시|명령)|너는 이제|당신은 이제|비밀번호가 필요",
  ),
  // Arabic, Hindi, Hebrew
  shape(
    "(?:تجاهل|انس[ىَ]?)[^.\\n]{0,30}(?:التعليمات|الأوامر|تعليمات)|(?:निर्देश|आदेश)[^।\\n]{0,30}(?:अनदेखा|भूल|नज़रअंदाज़)|התעלם[^.\\n]{0,30}(?:הוראות|ההנחיות)",
  ),
];
