import { localEngine } from "@/lib/engines/local/local-engine";
import { maskVariables } from "@/lib/engines/local/mask";
import { maskSecrets, longestPlainPiece } from "@/lib/engines/local/secrets";
import { parseEntries } from "@/lib/engines/local/memory-entries";
import { describeMemory } from "@/lib/engines/local/memory-index";
import { plainLine } from "@/lib/engines/local/safe-text";
import { jsonError, errorSignature } from "@/lib/engines/local/error-text";
function aT(text:string){return {sessionId:"s",title:null,createdAt:"2026-11-10T00:00:00Z",mountPaths:[],events:[{id:"u",type:"agent.tool_use",processedAt:null,payload:{name:"bash",input:{command:text}}},{id:"r",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u",content:[{type:"text",text}],is_error:true}},{id:"u2",type:"agent.tool_use",processedAt:null,payload:{name:"Edit",input:{file_path:text,old_string:text}}},{id:"r2",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u2",content:[{type:"text",text}]}},{id:"u3",type:"agent.tool_use",processedAt:null,payload:{name:"Edit",input:{file_path:text,old_string:text}}},{id:"r3",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u3",content:[{type:"text",text}],is_error:true}}]}}
const dup="the same words that stand here twice for all to see";
const mem=[{path:"/a.md",content:`- ${dup}\n`,sha256:"x"},{path:"/b.md",content:`- ${dup}\n- x\n`,sha256:"y"}];
const units=process.argv[2]?[JSON.parse(process.argv[2])]:["a","A1","/a","(","[","`","*","_","- ","  ","\t","1.","a.","a:","\"","'","**a","<!--","by ","agent ","2026-11-14 ","x_","a@","=-","\\","$(","Error: ","password","\n- a","\n  ","|","a-","eyJa.","token","://a:","Bearer ","<<A\n","{\"a\":","[[(","--token ","\n2026-11-14: x","\na: b","\r","\n```","\n<!--","\n---","cd /","cancelled by "];
for (const unit of units) {
  process.stdout.write(JSON.stringify(unit)+" ");
  const small = unit.repeat(Math.ceil(2000/unit.length)); const big = unit.repeat(Math.ceil(50000/unit.length));
  const time=(n:string,f:()=>unknown,max:number)=>{const t=performance.now();f();const d=performance.now()-t;if(d>max)process.stdout.write(n+" "+Math.round(d)+"ms, ")};
  time("mask2k",()=>maskVariables(small),40);time("sig2k",()=>errorSignature(small),40);
  time("secrets",()=>maskSecrets(big),150);time("plainpiece",()=>longestPlainPiece(big),150);time("plain",()=>plainLine(big),150);
  time("parse",()=>parseEntries("/a.md",big),150);time("parseB",()=>parseEntries("/a.md","- "+big),150);time("desc",()=>describeMemory("/a.md",big),150);time("json",()=>jsonError(big),150);
  time("read",()=>localEngine.readTranscript({transcript:aT(big),memories:mem}),300);
  time("consolidate",()=>localEngine.consolidate({storeName:"",memories:[{path:"/a.md",content:big,sha256:"a"},{path:"/b.md",content:big+"\n",sha256:"b"}],reports:[],instructions:null,at:new Date(0)}),500);
  process.stdout.write("\n");
}
